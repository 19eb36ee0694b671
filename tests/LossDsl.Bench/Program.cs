using LossDsl.Bench;

return CommandLine.Run(args, "A tool of LossDsl's repository, started by ./lossdsl.", BenchCommand.Create());
