       01  ANSWER-REC.
           05  ANS-NUM                 PIC 9(9).
           05  ANS-STATUS              PIC X(2).
