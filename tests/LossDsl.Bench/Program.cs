using LossDsl.Bench;
using LossDsl.Cli.Training;

// Threads that spin while they wait occupy cores that others need. The policy must be set before torch is loaded.
OpenMPWaitPolicy.SetPassive();
if (args is [OperatorsPeer.Verb])
    return OperatorsPeer.Run(Console.In, Console.Out);
return CommandLine.Run(args, "A tool of LossDsl's repository, started by ./lossdsl.", BenchCommand.Create());
