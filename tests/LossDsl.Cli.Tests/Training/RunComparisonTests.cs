using System.Xml.Linq;

namespace LossDsl.Cli.Tests.Training;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_give_a_table_of_where_they_end_and_a_chart_with_a_line_for_each()
    {
        string[] ppo = [Run("a", 20, step => step / 20.0), Run("b", 20, step => step / 10.0)], cispo = [Run("c", 20, _ => 0.25)];
        var chart = _folder.File("curves.svg");

        var result = ProgramRun.Run("compare", $"PPO={string.Join(',', ppo)}", $"CISPO={cispo[0]}", "--out", chart);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            """
            | `reward`, mean of the last 2 of 20 steps | Run 1 | Run 2 | Mean |
            |---|---|---|---|
            | PPO | 0.9750 | 1.9500 | 1.4625 |
            | CISPO | 0.2500 |  | 0.2500 |

            """.ReplaceLineEndings("\n"),
            result.Output);
        var drawing = XDocument.Load(chart);
        var texts = drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value).ToList();
        Assert.All(["PPO", "CISPO", "reward"], text => Assert.Contains(text, texts));
        // A thin line for each run; for each mean the line itself and the smoothed one.
        var paths = drawing.Descendants().Where(element => element.Name.LocalName == "path").Select(path => path.Attribute("class")!.Value);
        Assert.Equal(["main raw", "main raw", "second raw", "main raw", "main line", "second raw", "second line"], paths);
    }

    [Fact]
    public void What_cannot_be_compared_gets_one_line()
    {
        var (whole, shorter) = (Run("a", 4, _ => 1), Run("b", 3, _ => 1));

        ProgramRun.Run("compare", $"A={whole},{shorter}").AssertRefused($"{shorter} has 3 steps of grpo, {whole} has 4");
        ProgramRun.Run("compare", $"A={whole}", "--metric", "rewards").AssertRefused("has no 'rewards'; did you mean 'reward'?");
        ProgramRun.Run("compare", $"A={whole}", "--phase", "dpo").AssertRefused("has no step of 'dpo'");
        ProgramRun.Run("compare", $"A={whole}", $"A={whole}").AssertRefused("'A' names two groups");
        ProgramRun.Run("compare", whole).AssertRefused("names no runs");
        ProgramRun.Run("compare", $"A={_folder.File("nowhere")}").AssertRefused("does not exist");
    }

    private string Run(string name, int steps, Func<int, double> reward)
    {
        var folder = Directory.CreateDirectory(_folder.File(name)).FullName;
        File.WriteAllLines(
            Path.Combine(folder, "metrics.jsonl"),
            Enumerable.Range(1, steps).Select(step =>
                new Cli.Training.StepRecord("grpo", step, new Dictionary<string, double> { ["reward"] = reward(step) }).ToJsonLine()));
        return folder;
    }
}
