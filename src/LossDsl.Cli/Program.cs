using LossDsl.Cli;
using LossDsl.Cli.Commands;

return CommandLine.Run(
    args,
    "The typed loss layer for post-training language models, as a program.",
    TrainCommand.Create(),
    CompareCommand.Create(),
    CheckCommand.Create(),
    DoctorCommand.Create());
