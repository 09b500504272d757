       01  SYNC-REC.
           05  Y-FLAG                  PIC X(1).
           05  Y-SHORT                 PIC S9(4) COMP SYNC.
           05  Y-FLAG-2                PIC X(1).
           05  Y-WORD                  PIC S9(9) COMP SYNCHRONIZED.
           05  Y-FLAG-3                PIC X(3).
           05  Y-LONG                  PIC S9(18) COMP SYNC.
           05  Y-NATIVE-GROUP.
               10  Y-FLAG-4            PIC X(1).
               10  Y-NATIVE            PIC S9(9) COMP-5 SYNC.
           05  Y-PACKED                PIC S9(5) COMP-3 SYNC.
           05  Y-END                   PIC X(1).
