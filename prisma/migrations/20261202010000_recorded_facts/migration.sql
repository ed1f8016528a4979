-- Facts of a worker's month that people record, because nothing else tells them. Only ever added to.
CREATE TABLE `recorded_fact` (
  `id` BINARY(16) NOT NULL,
  `accountId` BINARY(16) NOT NULL,
  `month` CHAR(7) NOT NULL,
  `name` VARCHAR(40) NOT NULL,
  `value` INT NOT NULL,
  `evidence` VARCHAR(500) NOT NULL,
  `recordedBy` BINARY(16) NOT NULL,
  `recordedAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `recorded_fact_month_accountId_idx` (`month`, `accountId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
