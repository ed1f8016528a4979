-- How somebody who met with a matter too wants to be told what came of it; kept apart from who raised it.
CREATE TABLE `support_contact` (
  `supportId` BINARY(16) NOT NULL,
  `phoneSealed` VARCHAR(255) NULL,
  `phoneMasked` VARCHAR(16) NULL,
  `openIdSealed` VARCHAR(255) NULL,
  `createdAt` DATETIME(3) NOT NULL,
  `toldAt` DATETIME(3) NULL,
  PRIMARY KEY (`supportId`),
  INDEX `support_contact_toldAt_idx` (`toldAt`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
