       01  BINARY-DECIMALS.
           05  BD-CENTS                PIC S9(5)V99 COMP.
           05  BD-SMALL                PIC SV9(4) COMP.
           05  BD-LARGE                PIC S9(9)V9(9) COMP.
           05  BD-RATE                 PIC 9(1)V9(3) COMP.
