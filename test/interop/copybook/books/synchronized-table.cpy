       01  SYNC-TABLE.
           05  Z-HEAD                  PIC X(4).
           05  Z-ROW                   OCCURS 3 TIMES.
               10  Z-CODE              PIC X(2).
               10  Z-COUNT             PIC S9(9) COMP SYNC.
               10  Z-MARK              PIC X(4).
           05  Z-TAIL                  PIC X(2).
