       01  CONDITIONS-REC.
           05  ORDER-STATUS            PIC X(2) VALUE 'OP'.
               88  ORDER-OPEN          VALUE 'OP'.
               88  ORDER-DONE          VALUES ARE 'CL' 'DN' 'XX'.
           05  ORDER-PRIORITY          PIC 9(2).
               88  PRIORITY-HIGH       VALUES 1 THRU 3.
               88  PRIORITY-LOW        VALUE 10 THROUGH 99.
           05  ORDER-BALANCE           PIC S9(5)V99 COMP-3.
               88  ORDER-PAID          VALUE ZERO.
               88  ORDER-OVERPAID      VALUES -99999.99 THRU -0.01.
           05  ORDER-GROUP.
               88  GROUP-EMPTY         VALUE SPACES.
               10  ORDER-REGION        PIC X(3).
               10  ORDER-BRANCH        PIC X(3).
