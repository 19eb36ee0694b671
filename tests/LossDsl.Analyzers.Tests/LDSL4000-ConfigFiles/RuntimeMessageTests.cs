using LossDsl.Analyzers.ConfigFiles;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.ConfigFiles;

/// <summary>The analyzer reports the same messages for a file as the runtime's reader, and never throws.</summary>
public sealed class RuntimeMessageTests
{
    private const int Files = 400;

    private const string Yaml = """
        base: &base {ratio_clip_c: 0.9, ratio_clip_min: 0.2}
        loss_fn:
          <<: *base
          reference_policy_kl_penalty: 0.01
          ratio_clip_max: 0.28
          use_on_policy_kl_approximation: false
          use_importance_sampling_correction: true
          token_level_loss: yes # text
          token_level_loss: true
          ratio_clip_mx: [1, {a: "b"}]
        """;

    private const string Json = """
        {
          "loss_fn": {
            "reference_policy_kl_penalty": 1e-2, "ratio_clip_min": 0.2, "ratio_clip_max": "Infinity", "ratio_clip_c": 0.9,
            "use_on_policy_kl_approximation": false, // a comment
            "use_importance_sampling_correction": true, "token_level_loss": null, /* another */
            "ratio_clip_mx": [1, {"a": "\u00e9\n"}, -0.5E+3],
          }
        }
        """;

    private static readonly string[] Pieces =
    [
        "\n", "  ", "{", "}", "[", "]", ",", ":", ": ", "\"", "'", "&a ", "*a", "*base", "<<: ", "- ", "#", "//", "/*", "\\", "\\u12", "1e999", "-", "0", ".",
        "\t", "\r", "\u2028", "\0", "é", "|\n", "? ", "!!int ", "%", "---\n", "null", "loss_fn", "ratio_clip_min: 3\n", "\"ratio_clip_min\": 3,",
    ];

    private static readonly DiagnosticAnalyzer[] Analyzers = [new ConfigFilesMustFitTheirConfigs()];

    [Theory]
    [InlineData(".yaml", Yaml)]
    [InlineData(".json", Json)]
    public async Task As_at_run_time_whatever_the_text(string extension, string sample)
    {
        var random = new Random(5);
        var files = Enumerable.Range(0, Files)
            .Select(i => new ConfigFile($"/{i}{extension}", Garbled(sample, random)) { Listed = "ClippedPGLossConfig@loss_fn" })
            .ToList();

        var said = await ConfigFile.Analyze("", files, Analyzers);

        var byFile = said.ToLookup(diagnostic => diagnostic.Location.GetLineSpan().Path, diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}");
        Assert.All(files, file => Assert.Equal(AtRunTime(file).Distinct().Order(StringComparer.Ordinal), byFile[file.Path].Order(StringComparer.Ordinal)));
        Assert.Superset(
            new HashSet<string> { "LDSL4001", "LDSL4002", "LDSL4003", "LDSL4004", "LDSL4005", "LDSL4007", "LDSL4008" },
            said.Select(diagnostic => diagnostic.Id).ToHashSet());
    }

    private static string Garbled(string text, Random random)
    {
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            text = random.Next(3) == 0
                ? text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at))
                : text.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        return text;
    }

    private static IEnumerable<string> AtRunTime(ConfigFile file)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("lossdsl-").FullName, file.Path[1..]);
        File.WriteAllText(path, file.Content, new System.Text.UnicodeEncoding());
        try
        {
            ClippedPGLossConfig.FromFile(path, "loss_fn");
            return [];
        }
        catch (LossConfigException e)
        {
            return e.Violations.Select(violation => $"{violation.Rule} {violation.Key} {violation.Problem}");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
