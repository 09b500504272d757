       01  OCCURS-REC.
           05  N1  PIC 9(2).
           05  N2  PIC 9(2)V9.
           05  N3.
               10  N4  PIC 9.
           05  T0  PIC X OCCURS 0 TIMES.
           05  T1  PIC X OCCURS TIMES.
           05  T2  PIC X OCCURS 5 TO 3 TIMES DEPENDING ON N1.
           05  T3  PIC X OCCURS 1 TO 3 TIMES.
           05  T4  PIC X OCCURS 1 TO 3 DEPENDING ON NUMBER-1.
           05  T5  PIC X OCCURS 1 TO 3 DEPENDING ON N2.
           05  T6  PIC X OCCURS 1 TO 3 DEPENDING ON N3.
           05  T7  PIC X OCCURS 1 TO 3 DEPENDING ON LATER.
           05  T8  OCCURS 3.
               10  N9  PIC 9.
           05  T9  PIC X OCCURS 1 TO 3 DEPENDING ON N9.
           05  LATER PIC 9.
           05  TA  OCCURS 2 ASCENDING KEY NO-KEY INDEXED.
               10  TB  PIC X.
