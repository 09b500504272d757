       01  ACCOUNT-MASTER.
           05  ACCT-NUMBER             PIC 9(11).
           05  ACCT-ACTIVE-STATUS      PIC X(01).
               88  ACCT-ACTIVE         VALUE 'Y'.
               88  ACCT-CLOSED         VALUE 'N' 'X'.
           05  ACCT-BALANCES.
               10  ACCT-CURR-BAL       PIC S9(10)V99.
               10  ACCT-CREDIT-LIMIT   PIC S9(10)V99.
               10  ACCT-CASH-LIMIT     PIC S9(10)V99.
           05  ACCT-OPEN-DATE          PIC X(10).
           05  ACCT-GROUP-ID           PIC X(10).
           05  FILLER                  PIC X(38).
