CREATE TABLE `matter_support` (
  `id` BINARY(16) NOT NULL,
  `matterId` BINARY(16) NOT NULL,
  `ownerId` BINARY(16) NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `withdrawnAt` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `matter_support_matterId_ownerId_key` (`matterId`, `ownerId`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
