-- How long a clock runs in a county, by class and level, from a day on. A row is never changed: a later one is added.
CREATE TABLE `clock_value` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `countyCode` VARCHAR(12) NOT NULL,
  `clock` VARCHAR(16) NOT NULL,
  `classCode` VARCHAR(24) NOT NULL,
  `level` ENUM('ordinary','urgent','emergency') NOT NULL,
  `minutes` INT UNSIGNED NULL,
  `startsOn` DATE NOT NULL,
  `basis` VARCHAR(120) NOT NULL,
  `setBy` BINARY(16) NOT NULL,
  `setAt` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `clock_value_countyCode_startsOn_idx` (`countyCode`, `startsOn`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
