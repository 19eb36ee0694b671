using System.CommandLine;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Commands;

/// <summary>The options that split a run over processes.</summary>
internal sealed class TrainSplitOptions
{
    private readonly Option<int> _tensor = Ranks(
        "--tensor-parallel", "Processes that share the weights of the model, the vocabulary included. Start them with mpirun.");

    private readonly Option<int> _context = Ranks(
        "--context-parallel", "Processes that share the positions of each row.");

    private readonly Option<int?> _data = new("--data-parallel")
    {
        Description = "Processes that share the rows of a step. Default, and without a number: all that share nothing else.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "N",
    };

    public TrainSplitOptions() => _data.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && result.GetValueOrDefault<int?>() < 1)
            result.AddError("--data-parallel must be at least 1");
    });

    public IEnumerable<Option> All => [_tensor, _context, _data];

    /// <summary>The requested split.</summary>
    /// <param name="parsed">The parsed command line.</param>
    public SplitRequest GetSplitRequest(ParseResult parsed) => new(
        parsed.GetValue(_tensor),
        parsed.GetValue(_context),
        parsed.GetResult(_data) is null or { Implicit: true } ? null : parsed.GetValue(_data) ?? 0);

    private static Option<int> Ranks(string name, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => 1 };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be at least 1");
        });
        return option;
    }
}
