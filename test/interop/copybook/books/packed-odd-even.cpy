       01  PACKED-ODD-EVEN.
           05  P-01                    PIC S9(1) COMP-3.
           05  P-02                    PIC S9(2) COMP-3.
           05  P-03                    PIC S9(3) PACKED-DECIMAL.
           05  P-04                   PIC S9(4) USAGE IS PACKED-DECIMAL.
           05  P-05                    PIC S9(5) COMP-3.
           05  P-08                    PIC S9(8) COMPUTATIONAL-3.
           05  P-15                    PIC S9(15) COMP-3.
           05  P-16                    PIC S9(16) COMP-3.
           05  P-17                    PIC S9(17) COMP-3.
           05  P-18                    PIC S9(18) COMP-3.
