-- A map counts what is open square by square without reading the matters themselves.
CREATE INDEX `matter_open_idx` ON `matter` (`townshipCode`, `isOpen`, `dueAt`, `id`, `gridCode`, `circle`, `classCode`, `state`, `placeCell`);
DROP INDEX `matter_due_idx` ON `matter`;
