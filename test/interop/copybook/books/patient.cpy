       01  PATIENT-REC.
           05  PAT-ID                  PIC X(10).
           05  PAT-NAME.
               10  PAT-LAST            PIC X(20).
               10  PAT-FIRST           PIC X(15).
               10  PAT-INITIAL         PIC X(1).
           05  PAT-BIRTH.
               10  PAT-BIRTH-YYYY      PIC 9(4).
               10  PAT-BIRTH-MM        PIC 9(2).
               10  PAT-BIRTH-DD        PIC 9(2).
           05  PAT-SEX                 PIC X(1).
               88  PAT-FEMALE          VALUE 'F'.
               88  PAT-MALE            VALUE 'M'.
           05  PAT-VISITS              OCCURS 3 TIMES.
               10  VISIT-DATE          PIC 9(8).
               10  VISIT-CHARGE        PIC S9(7)V99 COMP-3.
               10  VISIT-CODES         PIC X(5) OCCURS 2 TIMES.
           05  PAT-BALANCE             PIC S9(7)V99 TRAILING SEPARATE.
