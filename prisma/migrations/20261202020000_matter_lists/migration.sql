-- Lists of a million matters by class, state, month and figure are read from indexes alone; the rows
-- of a page are fetched last. A task keeps what its matter says of itself, so that a unit's list by
-- class, place or state reads no matter that is not on it.
ALTER TABLE `matter_task`
  ADD COLUMN `classCode` VARCHAR(24) NULL,
  ADD COLUMN `circle` VARCHAR(12) NULL,
  ADD COLUMN `gridCode` VARCHAR(16) NULL,
  ADD COLUMN `matterState` ENUM('raised','returned','accepted','escalated','dispatched','paused','handled','verified','closed','archived','merged','ended') NULL;

UPDATE `matter_task` t JOIN `matter` m ON m.`id` = t.`matterId`
SET t.`classCode` = m.`classCode`, t.`circle` = m.`circle`, t.`gridCode` = m.`gridCode`, t.`matterState` = m.`state`;

ALTER TABLE `matter_task`
  MODIFY `classCode` VARCHAR(24) NOT NULL,
  MODIFY `circle` VARCHAR(12) NOT NULL,
  MODIFY `gridCode` VARCHAR(16) NOT NULL,
  MODIFY `matterState` ENUM('raised','returned','accepted','escalated','dispatched','paused','handled','verified','closed','archived','merged','ended') NOT NULL;

CREATE INDEX `matter_task_given_idx` ON `matter_task` (`holderCode`, `dispatchedAt`, `matterId`, `classCode`, `circle`, `gridCode`);
CREATE INDEX `matter_task_state_idx` ON `matter_task` (`holderCode`, `matterState`, `dispatchedAt`, `matterId`, `classCode`, `circle`, `gridCode`);
DROP INDEX `matter_task_holderCode_dispatchedAt_idx` ON `matter_task`;

CREATE INDEX `matter_came_idx` ON `matter` (`townshipCode`, `receivedAt`, `id`, `circle`, `placeCell`, `classCode`, `state`, `outcome`, `isOpen`, `dueAt`, `acceptedLate`, `handledLate`, `reopenedCount`, `satisfaction`, `handledAt`);
CREATE INDEX `matter_class_idx` ON `matter` (`townshipCode`, `classCode`, `receivedAt`, `id`, `circle`, `state`);
CREATE INDEX `matter_state_idx` ON `matter` (`townshipCode`, `state`, `receivedAt`, `id`, `circle`, `classCode`);
CREATE INDEX `matter_due_idx` ON `matter` (`townshipCode`, `isOpen`, `dueAt`, `id`, `gridCode`, `circle`, `classCode`, `state`);
DROP INDEX `matter_townshipCode_receivedAt_circle_placeCell_idx` ON `matter`;
DROP INDEX `matter_townshipCode_receivedAt_idx` ON `matter`;
DROP INDEX `matter_townshipCode_isOpen_dueAt_idx` ON `matter`;
