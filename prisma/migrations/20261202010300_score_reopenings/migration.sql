-- A closed month's scores opened again for one person, with the reason; never for the others.
CREATE TABLE `score_reopening` (
  `id` BINARY(16) NOT NULL,
  `townshipCode` VARCHAR(12) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `reason` VARCHAR(500) NOT NULL,
  `openedBy` BINARY(16) NOT NULL,
  `openedAt` DATETIME(3) NOT NULL,
  `closedBy` BINARY(16) NULL,
  `closedAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `score_reopening_townshipCode_month_idx` (`townshipCode`, `month`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
