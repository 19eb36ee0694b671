using LossDsl.Bench;
using LossDsl.Cli.Training;

// Threads that spin while they wait keep the core from those that work. Only what is asked before torch is loaded counts.
OpenMPWaitPolicy.SetPassive();
if (args is [OperatorsPeer.Verb])
    return OperatorsPeer.Run(Console.In, Console.Out);
return CommandLine.Run(args, "A tool of LossDsl's repository, started by ./lossdsl.", BenchCommand.Create());
