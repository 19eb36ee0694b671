using System.Runtime.CompilerServices;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

/// <summary>docs/training.md states the program's defaults.</summary>
public class TrainingPageTests
{
    private static readonly string Page = File.ReadAllText(Beside("../../../docs/training.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Its_phases_are_those_of_the_program()
    {
        var options = TestRunStates.Create(after: "").Options with
        {
            SftSteps = TrainDefaults.SftSteps, DpoSteps = TrainDefaults.DpoSteps, GrpoSteps = TrainDefaults.GrpoSteps,
        };
        using var scope = NewDisposeScope();
        var corpus = new WordCorpus(TestWords.Create(100), seed: 1);
        using var model = new CharTransformer(new ModelShape(corpus.Tokenizer.VocabularySize, corpus.RowLength, Width: 32, Layers: 1, Heads: 2));
        var context = new PhaseContext(options, corpus, model, CPU);

        var written = Page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1..3].Select(cell => cell.Trim(' ', '`')).ToArray());

        Assert.Equal(PhaseCatalog.Names.Select(name => $"{name} {Steps(name)}"), written.Select(cells => string.Join(' ', cells)));
        Assert.All(PhaseCatalog.Names, name => Assert.Contains($"`--{name}-steps`", Page));

        int Steps(string name)
        {
            using var phase = PhaseCatalog.Create(name, context);
            Assert.Equal(name, phase.Name);
            return phase.Steps;
        }
    }

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);
}
