       01  SCALED-REC.
           05  P-THOUSANDS             PIC 9(3)PPP.
           05  P-HUNDREDS              PIC S9(4)PP.
           05  P-SMALL                 PIC VPPP9(3).
           05  P-SMALL-S               PIC SPP9(4).
           05  P-BINARY                PIC S9(4)PP COMP.
