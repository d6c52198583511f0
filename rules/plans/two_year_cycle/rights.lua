-- 七、待遇和奖励：给人看的事实，不作判断。

return function(plan)
  -- 1.参加进修学习和外出交流的优先权：分配名额时，数大的在先。
  fact["进修优先"] = choose { { plan.in_office, 1 }, 0 }
  fact["进修优先"]:label "进修学习和外出交流的优先权"
  fact["年内进修名额"] = event["allocation.made"]:distinct "allocation":per(plan.year)
  fact["年内进修名额"]:label "年内得到的进修、交流名额"

  -- 2.学校可以提供一定的研究、学习经费
  fact["年内研究学习经费"] = event["funding.granted"]:sum "amount":per(plan.year)
  fact["年内研究学习经费"]:label "年内得到的研究、学习经费"
end
