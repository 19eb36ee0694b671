using System.CommandLine;
using LossDsl.Cli;
using LossDsl.Cli.Commands;

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
