-- What the decision of a case is, where the regulation has a ladder of measures (DYW-21.7).
ALTER TABLE `discipline_case` ADD COLUMN `measure` VARCHAR(64) NULL;
