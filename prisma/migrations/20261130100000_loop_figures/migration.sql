CREATE TABLE `loop_figure` (
  `kind` ENUM('grid','unit') NOT NULL,
  `startsOn` DATE NOT NULL,
  `code` VARCHAR(16) NOT NULL,
  `circle` VARCHAR(12) NOT NULL,
  `received` INT UNSIGNED NOT NULL,
  `accepted` INT UNSIGNED NOT NULL,
  `handled` INT UNSIGNED NOT NULL,
  `inTime` INT UNSIGNED NOT NULL,
  `overdue` INT UNSIGNED NOT NULL,
  `reopened` INT UNSIGNED NOT NULL,
  `handedBack` INT UNSIGNED NOT NULL,
  `selfHandled` INT UNSIGNED NOT NULL,
  `evaluated` INT UNSIGNED NOT NULL,
  `satisfied` INT UNSIGNED NOT NULL,
  `unsatisfied` INT UNSIGNED NOT NULL,
  `workingMinutes` JSON NOT NULL,
  `elapsedMinutes` JSON NOT NULL,
  `nextDueAt` DATETIME(3) NULL,
  PRIMARY KEY (`kind`, `startsOn`, `code`, `circle`),
  INDEX `loop_figure_nextDueAt_idx` (`nextDueAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE TABLE `loop_figure_state` (
  `id` TINYINT UNSIGNED NOT NULL,
  `countedThrough` DATETIME(3) NOT NULL,
  `revision` INT UNSIGNED NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE INDEX `matter_townshipCode_receivedAt_circle_placeCell_idx` ON `matter` (`townshipCode`, `receivedAt`, `circle`, `placeCell`);
CREATE INDEX `matter_task_holderCode_dispatchedAt_idx` ON `matter_task` (`holderCode`, `dispatchedAt`);
CREATE INDEX `matter_event_at_idx` ON `matter_event` (`at`);
