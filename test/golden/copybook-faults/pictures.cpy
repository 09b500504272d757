       01  PICTURES.
           05  A1  PIC Q(3).
           05  A2  PIC X(0).
           05  A3  PIC X(3.
           05  A4  PIC X(3)Q.
           05  A5  PIC 9S9.
           05  A6  PIC S(2)9.
           05  A7  PIC 9V9V9.
           05  A8  PIC S.
           05  A9  PIC SX.
           05  B1  PIC XV9.
           05  B2  PIC 9(40).
           05  B3  PIC S9(19) COMP.
           05  B4  PIC 9(3)PPP9.
           05  B5  PIC PP9P.
           05  B6  PIC X(9999999999).
           05  B7  PIC U(4).
           05  B8  PIC +9.9E+99.
           05  B9  PIC 1(8).
           05  C1  PIC.
           05  C2  PIC NX.
           05  C3.
           05  C4  PIC S9(3) COMP-6.
