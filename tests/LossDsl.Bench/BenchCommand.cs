using System.CommandLine;

namespace LossDsl.Bench;

/// <summary><c>lossdsl bench [--quick] [--json] [--chart FILE] [--case NAME]… [--python]</c>: measures the losses.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "All cases in less than a minute, with fewer runs each." };
        var json = new Option<bool>("--json") { Description = "Print JSON with every single run, and nothing else." };
        var chart = new Option<string?>("--chart") { Description = "Draw the times of one thread as an SVG.", HelpName = "FILE" };
        var cases = new Option<string[]>("--case")
        {
            Description = "Measure only this case, or those that begin so; may be given several times.",
            HelpName = "NAME",
        };
        var python = new Option<bool>("--python")
        {
            Description = "Insist on Python's PyTorch beside us; ./lossdsl installs it for that. Without: if it is there.",
        };
        var command = new Command(
            "bench", "Measure the losses beside torch's operators, Python's PyTorch and the limit of memory.")
        {
            quick, json, chart, cases, python,
        };
        command.SetAction(parsed => new BenchSession
        {
            IsQuick = parsed.GetValue(quick),
            IsJson = parsed.GetValue(json),
            Chart = parsed.GetValue(chart),
            Cases = CaseCatalog.Select(parsed.GetValue(cases) ?? []),
            InsistsOnPython = parsed.GetValue(python),
            Command = $"lossdsl {string.Join(' ', parsed.Tokens.Select(token => token.Value))}",
        }.Run());
        return command;
    }
}
