>>SOURCE FORMAT IS FREE
01 FREE-REC.
  05 A1 PIC X(3).
  05 A2 PIC Q. *> wrong picture
  05 A3 PIC X(3) VALUE 'open
  05 A4 PIC X(3).
