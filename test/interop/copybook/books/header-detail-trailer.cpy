       01  BATCH-HEADER.
           05  HDR-KIND                PIC X VALUE 'H'.
           05  HDR-DATE                PIC 9(8).
           05  HDR-SOURCE              PIC X(11).
       01  BATCH-DETAIL.
           05  DTL-KIND                PIC X VALUE 'D'.
           05  DTL-KEY                 PIC 9(9).
           05  DTL-AMOUNT              PIC S9(9)V99 COMP-3.
           05  DTL-TEXT                PIC X(4).
       01  BATCH-TRAILER.
           05  TRL-KIND                PIC X VALUE 'T'.
           05  TRL-COUNT               PIC 9(9) COMP.
           05  TRL-TOTAL               PIC S9(13)V99.
