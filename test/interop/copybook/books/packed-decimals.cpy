       01  PACKED-DECIMALS.
           05  PREMIUM                 PIC S9(7)V99 COMP-3.
           05  RATE                    PIC S9(2)V9(7) COMP-3.
           05  SHARE-PART              PIC SV9(6) COMP-3.
           05  FACTOR                  PIC S9(12)V9(6) COMP-3.
           05  WHOLE                   PIC S9(9)V COMP-3.
