       01  NAMES.
           05  CUST-NAME      PIC X.
           05  CUST_NAME      PIC X.
           05  cust-name      PIC X.
           05  -BAD           PIC X.
           05  BAD-           PIC X.
           05  A-NAME-OF-MORE-THAN-THIRTY-CHARACTERS PIC X.
           05  FILLER         PIC X.
           05  FILLER         PIC X.
