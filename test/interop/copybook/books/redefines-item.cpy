       01  REDEFINES-ITEM.
           05  R-ID                    PIC 9(5).
           05  R-VALUE                 PIC X(8).
           05  R-NUMBER                REDEFINES R-VALUE PIC 9(8).
           05  R-MONEY                 REDEFINES R-VALUE PIC S9(6)V99.
           05  R-AFTER                 PIC X(3).
