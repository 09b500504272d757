       01  ZONED-SIGNED.
           05  S-01                    PIC S9.
           05  S-02                    PIC S99.
           05  S-04                    PIC S9(4).
           05  S-09                    PIC S9(9).
           05  S-18                    PIC S9(18).
           05  S-V                     PIC SV99.
           05  S-MONEY                 PIC S9(7)V99.
           05  S-RATE                  PIC S9(3)V9(6).
