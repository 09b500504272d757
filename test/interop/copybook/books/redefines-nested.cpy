       01  CLAIM-REC.
           05  CLAIM-NO                PIC 9(8).
           05  CLAIM-DETAIL.
               10  AUTO-PART.
                   15  AUTO-PLATE      PIC X(8).
                   15  AUTO-YEAR       PIC 9(4).
               10  AUTO-FOREIGN        REDEFINES AUTO-PART.
                   15  FOREIGN-PLATE   PIC X(10).
                   15  FOREIGN-LAND    PIC X(2).
               10  AUTO-DAMAGE         PIC S9(9)V99 COMP-3.
           05  HOME-DETAIL             REDEFINES CLAIM-DETAIL.
               10  HOME-STREET         PIC X(14).
               10  HOME-ROOMS          PIC 9(4).
           05  CLAIM-END               PIC X(2) VALUE 'ZZ'.
