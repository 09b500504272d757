       01  ZONED-UNSIGNED.
           05  D-01                    PIC 9.
           05  D-02                    PIC 99.
           05  D-09                    PIC 9(9).
           05  D-15                    PIC 9(15).
           05  D-16                    PIC 9(16).
           05  D-18                    PIC 9(18).
           05  V-ONLY                  PIC V9(5).
           05  V-MIX                   PIC 9(7)V9(3).
           05  V-WIDE                  PIC 9(12)V9(6).
