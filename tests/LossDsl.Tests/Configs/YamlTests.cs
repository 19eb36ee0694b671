using FsCheck;
using FsCheck.Fluent;

namespace LossDsl.Tests.Configs;

/// <summary>Features that only YAML has.</summary>
public sealed class YamlTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("~", null)]
    [InlineData("null", null)]
    [InlineData("NULL", null)]
    [InlineData("nuLL", "nuLL")]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("yes", "yes")]
    [InlineData("off", "off")]
    [InlineData("0", 0L)]
    [InlineData("-12", -12L)]
    [InlineData("+12", 12L)]
    [InlineData("0012", 12L)]
    [InlineData("0x1F", 31L)]
    [InlineData("0o17", 15L)]
    [InlineData("0x", "0x")]
    [InlineData("0xG", "0xG")]
    [InlineData("0o8", "0o8")]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("1e-3", 1e-3)]
    [InlineData("1.", 1.0)]
    [InlineData(".5", 0.5)]
    [InlineData("-1.5E+10", -1.5e10)]
    [InlineData(".inf", double.PositiveInfinity)]
    [InlineData("-.INF", double.NegativeInfinity)]
    [InlineData(".NaN", double.NaN)]
    [InlineData("Infinity", "Infinity")]
    [InlineData("NaN", "NaN")]
    [InlineData("1_000", "1_000")]
    [InlineData("1,5", "1,5")]
    [InlineData("12:30", "12:30")]
    [InlineData("-", "-")]
    [InlineData(".", ".")]
    [InlineData("e5", "e5")]
    [InlineData("1e", "1e")]
    [InlineData("--1", "--1")]
    public void Plain_scalars_are_typed_by_the_core_schema(string text, object? value) =>
        Assert.Equal(value, YamlCoreSchema.Resolve(text));

    [Theory]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData("0xFFFFFFFFFFFFFFFF", 18446744073709551615.0)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("-1e400", double.NegativeInfinity)]
    public void Numbers_that_no_type_holds_keep_their_spelling(string text, double value) =>
        Assert.Equal(new OutOfRangeNumber(text, value), YamlCoreSchema.Resolve(text));

    [Theory]
    [InlineData("beta: 1\na:\n\tb: 1", "(3,1): the text is not YAML: this line is indented with a tab; YAML is indented with spaces")]
    [InlineData("a:\n  b: 1\n \tc: 2", "(3,2): the text is not YAML: this line is indented with a tab")]
    [InlineData("beta: 1\n\t# a comment\nsteps: 3", "(2,1): the text is not YAML: this line is indented with a tab")]
    public void A_tab_is_refused_where_it_stands(string yaml, string message) =>
        Assert.Contains(message, Assert.Throws<LossConfigException>(() => SampleConfig.FromYaml(yaml)).Message);

    [Theory]
    [InlineData("reward_key: '3'", "3")]
    [InlineData("reward_key: \"null\"", "null")]
    [InlineData("reward_key: !!str 3", "3")]
    [InlineData("reward_key: >-\n  two\n  words", "two words")]
    [InlineData("reward_key: |\n  a line\n", "a line\n")]
    [InlineData("reward_key: yes", "yes")]
    [InlineData("? reward_key\n: plain", "plain")]
    [InlineData("'reward_key': plain # a comment", "plain")]
    [InlineData("reward_key: ", null)]
    [InlineData("reward_key: !!null ''", null)]
    public void What_is_quoted_or_tagged_is_text(string line, string? value) =>
        Assert.Equal(value, SampleConfig.FromYaml("beta: 1\n" + line).RewardKey);

    [Theory]
    [InlineData("beta: !!float 1", 1)]
    [InlineData("beta: !!float '0.5'", 0.5)]
    [InlineData("%YAML 1.2\n---\nbeta: 0x1\n...\n", 1)]
    [InlineData("{beta: 1}", 1)]
    [InlineData("\uFEFFbeta: 1", 1)]
    [InlineData("beta: 1\r\nsteps: 2\r\n", 1)]
    public void Other_ways_to_write_a_number(string yaml, double beta) =>
        Assert.Equal(beta, SampleConfig.FromYaml(yaml).Beta);

    [Fact]
    public void Aliases_and_merge_keys_are_resolved()
    {
        const string File =
            """
            defaults: &defaults
              beta: &half 0.5
              steps: 3
              seed: 4
            fast: &fast {steps: 5, accumulate: 2}
            one: {<<: *defaults, steps: 9}
            two:
              <<: [*fast, *defaults]
              beta: 1
            three: {beta: *half, shift: 0}
            """;

        Assert.Equal(new SampleConfig { Beta = 0.5, Steps = 9, Seed = 4 }, Section(File, "one"));
        Assert.Equal(new SampleConfig { Beta = 1, Steps = 5, Seed = 4, Accumulate = 2 }, Section(File, "two"));
        var wrong = Assert.Throws<LossConfigException>(() => Section(File, "three")).Violations;
        Assert.Equal([("shift", 10)], wrong.Select(violation => (violation.Key, violation.Line)));
    }

    // The mapping's own keys take precedence, before and after the merge key; in a list the first mapping does, even if merged
    // itself.
    [Fact]
    public void Of_merged_mappings_the_nearest_wins()
    {
        const string File = """
            a: &a {beta: 0.1, steps: 1}
            b: &b {<<: *a, beta: 0.2, seed: 2}
            before: {beta: 0.5, <<: [*a, *b]}
            after: {<<: [*b, *a], seed: 7}
            tagged: {<<: !!map {beta: 0.3, steps: 3}}
            """;

        Assert.Equal(new SampleConfig { Beta = 0.5, Steps = 1, Seed = 2 }, Section(File, "before"));
        Assert.Equal(new SampleConfig { Beta = 0.2, Steps = 1, Seed = 7 }, Section(File, "after"));
        Assert.Equal(new SampleConfig { Beta = 0.3, Steps = 3 }, Section(File, "tagged"));
    }

    [Fact]
    public void A_key_doubled_in_a_merged_mapping_is_found_at_its_place()
    {
        const string Shared = """
            shared: &shared
              reference_policy_kl_penalty: 0.01
              ratio_clip_min: 0.2
              ratio_clip_max: 0.28
              ratio_clip_max: -5
              ratio_clip_c: null
              use_on_policy_kl_approximation: false
              use_importance_sampling_correction: true
              token_level_loss: true
            """;
        foreach (var section in new[] { "loss_fn:\n  <<: *shared", "loss_fn: *shared" })
        {
            var text = YamlConfigParser.Parse(Shared + "\n" + section).Section("loss_fn");
            var violations = new ConfigEntries(ClippedPGLossConfig.Schema, text.Root!, text.Comparison).Finish(new object?[ClippedPGLossConfig.Schema.Fields.Length]);
            Assert.Contains(
                (ConfigViolationKind.DuplicateKey, "ratio_clip_max", "is specified twice; first on line 4", 5, 3),
                violations.Select(found => (found.Kind, found.Key, found.Problem, found.Line, found.Column)));
        }
    }

    [Theory]
    [InlineData("", "(1,1): the text must be a YAML mapping")]
    [InlineData("# only a comment\n", "the text must be a YAML mapping")]
    [InlineData("beta", "(1,1): the text must be a YAML mapping")]
    [InlineData("beta: 1\n---\nbeta: 2", "(2,1): the text contains a second document; a config is a single document")]
    [InlineData("beta: *half", "(1,7): the text has no anchor 'half' before this alias")]
    [InlineData("beta: &self {x: *self}", "(1,17): the text has no anchor 'self' before this alias")]
    [InlineData("beta: 1\n<<: 3", "(2,1): the text has a merge key (<<) whose value is neither a mapping nor a list of mappings")]
    [InlineData("beta: 1\n<<: [{}, 3]", "(2,1): the text has a merge key (<<) whose value is neither a mapping nor a list of mappings")]
    [InlineData("a: &a {beta: 1, beta: 2}\n<<: *a", "(1,17): beta is specified twice; first on line 1")]
    [InlineData("!config\nbeta: 1", "(1,1): the text is a value tagged !config; it must be a YAML mapping")]
    [InlineData("!!str\nbeta: 1", "(1,1): the text is a value tagged tag:yaml.org,2002:str; it must be a YAML mapping")]
    [InlineData("- beta: 1", "(1,1): the text must be a YAML mapping")]
    [InlineData("beta: 1: 2", "(1,8): the text is not YAML:")]
    [InlineData("beta: [1\nsteps", "the text is not YAML:")]
    [InlineData("beta: \"1", "the text is not YAML:")]
    [InlineData("beta: 1\nclip: !percent 3", "(2,1): clip is a value tagged !percent; it must be a number or null")]
    [InlineData("beta: 1\n? [a, b]\n: 1", "(2,3): a list is not a key of SampleConfig")]
    [InlineData("beta: 1\n? {a: b}\n: 1", "(2,3): an object is not a key of SampleConfig")]
    [InlineData("beta: 1\n\"beta\": 1", "(2,1): beta is specified twice; first on line 1")]
    [InlineData("beta: .nan", "(1,1): beta is NaN; it must be a number")]
    public void What_no_config_can_be_is_refused(string yaml, string message)
    {
        var exception = Assert.Throws<LossConfigException>(() => SampleConfig.FromYaml(yaml));

        Assert.Contains(message, exception.Message);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void Depth_is_bounded(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000));
        var exception = Assert.Throws<LossConfigException>(
            () => SampleConfig.FromYaml("beta: " + deep + string.Concat(Enumerable.Repeat(close, 100_000))));

        Assert.Contains("nests deeper than 64 levels", exception.Message);
    }

    [Fact]
    public void Whatever_the_text_there_is_no_other_exception()
    {
        string[] pieces = ["beta", ": ", ":", "\n", " ", "  ", "- ", "{", "}", "[", "]", ",", "&a ", "*a", "<<", "'", "\"", "|", ">",
            "#", "!", "!!int ", "%", "?", "---", "...", "1", "\t", "@", "\\x", "\0", "é", "\uD83D"];
        var texts = Gen.Elements(pieces).ArrayOf().Select(string.Concat).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(texts, text =>
        {
            foreach (var read in (Func<string, string?, SampleConfig>[])[SampleConfig.FromYaml, SampleConfig.FromJson])
            {
                try
                {
                    read(text, "x");
                }
                catch (LossConfigException e)
                {
                    Assert.All(e.Violations, violation => Assert.True(violation is { Line: > 0, Column: > 0 }));
                }
            }
        }));
    }

    private static SampleConfig Section(string yaml, string section)
    {
        var path = Path.ChangeExtension(Path.GetTempFileName(), ".yaml");
        File.WriteAllText(path, yaml);
        try
        {
            return SampleConfig.FromFile(path, section);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
