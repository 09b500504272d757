       01  BLANK-WHEN-ZERO-REC.
           05  BZ-COUNT                PIC 9(5) BLANK WHEN ZERO.
           05  BZ-MONEY                PIC 9(7) BLANK WHEN ZERO.
           05  BZ-EDIT                 PIC ZZ,ZZ9.99 BLANK WHEN ZERO.
           05  BZ-SIGN                 PIC -(4)9 BLANK ZERO.
           05  BZ-END                  PIC X.
