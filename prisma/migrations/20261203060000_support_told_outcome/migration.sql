-- Which outcome somebody who met with a matter too was told of: of which matter, and how often it had
-- been taken up again by then. One that is taken up and closed again has another outcome.
ALTER TABLE `support_contact`
  ADD COLUMN `toldMatterId` BINARY(16) NULL,
  ADD COLUMN `toldReopenedCount` INT NULL;

UPDATE `support_contact` c
JOIN `matter_support` s ON s.`id` = c.`supportId`
JOIN `matter` m ON m.`id` = s.`matterId`
JOIN `matter` t ON t.`id` = COALESCE(m.`mergedInto`, m.`id`)
SET c.`toldMatterId` = t.`id`, c.`toldReopenedCount` = t.`reopenedCount`
WHERE c.`toldAt` IS NOT NULL;
