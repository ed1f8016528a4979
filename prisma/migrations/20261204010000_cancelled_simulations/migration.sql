-- A simulation may be called off by the county's own people.
ALTER TABLE `regulation_simulation`
  MODIFY COLUMN `state` ENUM('running','done','failed','cancelled') NOT NULL;

-- Results made before corrections and leavers were told cannot be shown beside them.
UPDATE `regulation_simulation`
SET `state` = 'failed', `result` = NULL, `message` = '试算的算法已更新，请再试一次'
WHERE `state` = 'done';
