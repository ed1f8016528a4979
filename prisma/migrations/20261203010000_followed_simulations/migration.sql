-- Simulations now follow what one month means for later ones; a result that was computed month by
-- month has no such part and is to be computed again.
UPDATE `regulation_simulation`
SET `state` = 'failed', `result` = NULL, `message` = '试算的算法已更新，请再试一次'
WHERE `state` = 'done';
