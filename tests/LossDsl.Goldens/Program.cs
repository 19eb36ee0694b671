using LossDsl.Goldens;

return CommandLine.Run(args, "A tool of LossDsl's repository, started by ./lossdsl.", EvalCommand.Create());
