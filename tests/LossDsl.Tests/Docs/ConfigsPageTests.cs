using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LossDsl.Tests.Docs;

/// <summary>docs/configs.md: its code is that of this folder, its files are read, and its messages are the actual ones.</summary>
public sealed partial class ConfigsPageTests : IDisposable
{
    private static readonly string Folder = Path.GetDirectoryName(ThisFile())!;

    private static readonly string Page =
        File.ReadAllText(Path.Combine(Folder, "..", "..", "..", "docs", "configs.md")).ReplaceLineEndings("\n");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Its_code_is_compiled()
    {
        var compiled = Squeezed(string.Concat(Directory.GetFiles(Folder, "*.cs").Select(File.ReadAllText)));
        var blocks = Blocks("csharp");

        Assert.Equal(5, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(FileName().Replace(Squeezed(block), "At($0)"), compiled));
    }

    [Fact]
    public void Check()
    {
        var exception = Assert.Throws<LossConfigException>(() =>
        {
            var config = new MarginLossConfig { Margin = 0, ClipBothSides = true, Reduction = "weighted" };
            config.Validate();
        });

        Assert.Equal(Blocks("text")[0], exception.Message);
    }

    [Fact]
    public void Read()
    {
        File.WriteAllText(At("train.yaml"), Blocks("yaml")[0]);

        var exception = Assert.Throws<LossConfigException>(() =>
        {
            var config = MarginLossConfig.FromFile(At("train.yaml"), "loss_fn");
            return config;
        });

        Assert.Equal(Blocks("text")[1], exception.Message.Replace(At("train.yaml"), "train.yaml"));
    }

    [Fact]
    public void Write()
    {
        var config = new MarginLossConfig { Margin = 1, RatioClip = double.PositiveInfinity, Reduction = "sum" };
        File.WriteAllText(At("loss.yaml"), config.ToYaml());
        File.WriteAllText(At("loss.json"), config.ToJson());
        File.WriteAllText(At("margin.schema.json"), MarginLossConfig.JsonSchema());

        Assert.Equal(Blocks("yaml")[1] + "\n", File.ReadAllText(At("loss.yaml")));
        Assert.Equal(Blocks("json")[0] + "\n", File.ReadAllText(At("loss.json")));
        Assert.Equal(config, MarginLossConfig.FromFile(At("loss.yaml")));
        Assert.Equal(config, MarginLossConfig.FromFile(At("loss.json")));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> Blocks(string language) =>
        [.. Fence().Matches(Page).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value)];

    private static string Squeezed(string code) => Space().Replace(code, " ").Trim();

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^```(\w+)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    // The test writes the files to a temporary folder.
    [GeneratedRegex(@"""[a-z.]+\.(yaml|json)""")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    private string At(string name) => Path.Combine(_folder, name);
}
