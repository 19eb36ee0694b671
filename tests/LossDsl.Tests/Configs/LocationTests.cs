using Microsoft.Extensions.Configuration;

namespace LossDsl.Tests.Configs;

/// <summary>Every violation has the location where it can be fixed.</summary>
public sealed class LocationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public void Json_has_lines_and_columns() => Assert.Equal(
        """
        SampleConfig is not valid (5 violations)
          c.json(1,1): beta is missing; it is required
          c.json(2,3): betta is not a key of SampleConfig; did you mean 'beta'?
          c.json(3,5): steps is 0; it must be between 1 and 1000
          c.json(4,3): seed is specified twice; first on line 3
          c.json(5,3): dual_clip is true; that requires clip not to be null, but it is null
        """,
        Message(() => SampleConfig.FromJson(
            """
            {
              "betta": 0.5,
                "steps": 0, "seed": 3,
              "seed": 4, // a comment
              "dual_clip": true,
            }
            """,
            "c.json")));

    [Fact]
    public void Yaml_has_lines_and_columns() => Assert.Equal(
        """
        SampleConfig is not valid (5 violations)
          c.yaml(2,1): betta is not a key of SampleConfig; did you mean 'beta'?
          c.yaml(2,1): beta is missing; it is required
          c.yaml(3,1): steps is 0; it must be between 1 and 1000
          c.yaml(5,1): seed is specified twice; first on line 4
          c.yaml(6,1): dual_clip is true; that requires clip not to be null, but it is null
        """,
        Message(() => SampleConfig.FromYaml(
            """
            # A comment.
            betta: 0.5
            steps: 0
            seed: 3
            seed: 4
            dual_clip: true
            """,
            "c.yaml")));

    [Fact]
    public void Columns_count_characters() => Assert.Equal(
        """
        SampleConfig is not valid (1 violation)
          c.json(1,21): steps is 0; it must be between 1 and 1000
        """,
        Message(() => SampleConfig.FromJson("""{"reference": "βé", "steps": 0, "beta": 1}""", "c.json")));

    [Fact]
    public void A_configuration_has_paths() => Assert.Equal(
        """
        SampleConfig is not valid (4 violations)
          grpo:loss_fn:betta is not a key of SampleConfig; did you mean 'beta'?
          grpo:loss_fn:beta is missing; it is required
          grpo:loss_fn:steps is 0; it must be between 1 and 1000
          grpo:loss_fn:dual_clip is true; that requires clip not to be null, but it is null
        """,
        Message(() => SampleConfig.FromConfiguration(
            SourceExtensions.Configuration("""{"grpo": {"loss_fn": {"betta": 1, "steps": 0, "dual_clip": true}}}""").GetSection("grpo:loss_fn"))));

    [Theory]
    [InlineData("grpo")]
    [InlineData(null)]
    public void A_configuration_is_the_same_by_section_and_by_path(string? parent)
    {
        var root = SourceExtensions.Configuration("""{"grpo": {"loss_fn": {"BETA": 1, "Steps": "12"}}}""");

        var config = parent is null
            ? SampleConfig.FromConfiguration(root, "GRPO:loss_fn")
            : SampleConfig.FromConfiguration(root.GetSection(parent), "loss_fn");

        Assert.Equal(new SampleConfig { Beta = 1, Steps = 12 }, config);
    }

    [Fact]
    public void A_configuration_of_environment_variables_has_empty_text_for_null()
    {
        var config = SampleConfig.FromConfiguration(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["BETA"] = "5e-1", ["CLIP"] = "", ["REWARD_KEY"] = "", ["DUAL_CLIP"] = "False" }).Build());

        Assert.Equal(new SampleConfig { Beta = 0.5, RewardKey = "" }, config);
    }

    [Theory]
    [InlineData("c.json", "grpo:loss_fn")]
    [InlineData("c.json", "grpo.loss_fn")]
    [InlineData("c.yaml", "grpo:loss_fn")]
    [InlineData("c.YML", "grpo.loss_fn")]
    public void A_file_is_read_by_its_extension_and_section(string name, string section) =>
        Assert.Equal(new SampleConfig { Beta = 0.25 }, SampleConfig.FromFile(Nested(name), section));

    [Fact]
    public void Without_a_section_the_whole_file_is_the_config() =>
        Assert.Equal(new SampleConfig { Beta = 1 }, SampleConfig.FromFile(Written("whole.yml", "beta: 1")));

    [Theory]
    [InlineData("c.json", "grpo:los_fn", "(1,2): los_fn is not a section of this file; did you mean 'loss_fn'?")]
    [InlineData("c.yaml", "grpo:los_fn", "(1,1): los_fn is not a section of this file; did you mean 'loss_fn'?")]
    [InlineData("c.yaml", "ppo", "(1,1): ppo is not a section of this file; sections: 'grpo'")]
    [InlineData("c.yaml", "grpo:name", "(3,3): name is \"x\"; it must be an object")]
    [InlineData("c.yaml", "grpo:name:x", "(3,3): name is \"x\"; it must be an object")]
    [InlineData("c.yaml", "grpo:list", "(4,3): list is a list; it must be an object")]
    [InlineData("c.yaml", "grpo:loss_fn:x", "(2,3): x is not a section of this file")]
    public void A_missing_section_is_an_error_with_what_there_is(string name, string section, string message)
    {
        var path = Nested(name);

        Assert.Equal($"SampleConfig is not valid (1 violation)\n  {path}{message}", Message(() => SampleConfig.FromFile(path, section)));
    }

    [Fact]
    public void What_a_section_lacks_is_missed_where_it_begins() => Assert.Equal(
        $"SampleConfig is not valid (1 violation)\n  {Path.Combine(_folder, "c.yaml")}(2,3): beta is missing; it is required",
        Message(() => SampleConfig.FromFile(Written("c.yaml", "grpo:\n  loss_fn:\n    steps: 3\n"), "grpo:loss_fn")));

    [Fact]
    public void A_section_that_stands_twice_is_an_error() => Assert.Contains(
        "(2,1): loss is specified twice; first on line 1",
        Message(() => SampleConfig.FromFile(Written("c.yaml", "loss: {beta: 1}\nloss: {beta: 0}\n"), "loss")));

    [Theory]
    [InlineData("los_fn", "los_fn is not a section of this file; did you mean 'loss_fn'?")]
    [InlineData("loss_fn:nested", "loss_fn:nested is not a section of this file")]
    [InlineData("name", "name is \"x\"; it must be an object")]
    public void A_missing_section_of_a_configuration_is_an_error_with_its_path(string section, string message) => Assert.Equal(
        $"SampleConfig is not valid (1 violation)\n  {message}",
        Message(() => SampleConfig.FromConfiguration(
            SourceExtensions.Configuration("""{"loss_fn": {"beta": 1}, "name": "x"}"""), section)));

    [Fact]
    public void A_section_that_does_not_exist_is_no_config_of_defaults() => Assert.Contains(
        "los_fn has no keys, or does not exist",
        Message(() => SampleConfig.FromConfiguration(SourceExtensions.Configuration("""{"a": 1}""").GetSection("los_fn"))));

    [Fact]
    public void Another_extension_is_refused_by_name()
    {
        var exception = Assert.Throws<ArgumentException>(() => SampleConfig.FromFile("c.toml"));

        Assert.StartsWith("'c.toml' has an unsupported extension; expected .json, .yaml or .yml", exception.Message);
    }

    [Fact]
    public void A_missing_file_is_what_it_always_is() =>
        Assert.Throws<FileNotFoundException>(() => SampleConfig.FromFile(Path.Combine(_folder, "none.json")));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Message(Func<SampleConfig> read) => Assert.Throws<LossConfigException>(read).Message;

    private string Nested(string name) => Written(
        name,
        name.EndsWith("json", StringComparison.Ordinal)
            ? """{"grpo": {"loss_fn": {"beta": 0.25}}}"""
            : "grpo:\n  loss_fn: {beta: 0.25}\n  name: x\n  list: [1]\n");

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
