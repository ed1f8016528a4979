-- What a grid worker finds and raises himself is told apart from what an office registers.
ALTER TABLE `matter` MODIFY `source` ENUM('report','resident','open311','office','worker') NOT NULL;
