using System.CommandLine;
using LossDsl;
using LossDsl.Cli;
using LossDsl.Cli.Commands;

// mpirun gives ranks a terminal of its own: what .NET would send to it ends up among the results.
if (MpiWorld.IsLaunched)
    Environment.SetEnvironmentVariable("TERM", "dumb");

return CommandLine.Run(
    args,
    new RootCommand("The typed loss layer for post-training language models, as a program.")
    {
        TrainCommand.Create(),
        EvalCommand.Create(),
        CheckCommand.Create(),
        BenchCommand.Create(),
        DoctorCommand.Create(),
    });
