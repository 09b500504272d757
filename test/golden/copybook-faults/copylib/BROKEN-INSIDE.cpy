       05  BROKEN-2  PIC X(0).
