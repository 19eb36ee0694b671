using System.Text.Json.Nodes;

namespace LossDsl.Tests.Configs;

/// <summary>The messages about an invalid config are the same for all sources.</summary>
public sealed class WrongConfigTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { """{"betta": 1}""", "betta is not a key of SampleConfig" },
        { """{"learning_rate": 1}""", "learning_rate is not a key of SampleConfig" },
        { """{"beta": "absent"}""", "beta is missing; it is required" },
        { """{"beta": null}""", "beta is null; it must be a number" },
        { """{"beta": 1.5}""", "beta is 1.5; it must be between 0 and 1" },
        { """{"beta": "high"}""", "beta is \"high\"; it must be a number" },
        { """{"beta": true}""", "beta is true; it must be a number" },
        { """{"beta": [1, 2]}""", "beta is a list; it must be a number" },
        { """{"beta": {"x": 1}}""", "beta is an object; it must be a number" },
        { """{"clip": 1}""", "clip is 1; it must be greater than 1" },
        { """{"clip": "off"}""", "clip is \"off\"; it must be a number or null" },
        { """{"dual_clip": 1}""", "dual_clip is 1; it must be true or false" },
        { """{"dual_clip": "yes"}""", "dual_clip is \"yes\"; it must be true or false" },
        { """{"verbose": 0}""", "verbose is 0; it must be true or false or null" },
        { """{"steps": 1.5}""", "steps is 1.5; it must be a 32-bit integer" },
        { """{"steps": 3000000000}""", "steps is 3000000000; it must be a 32-bit integer" },
        { """{"steps": 0}""", "steps is 0; it must be between 1 and 1000" },
        { """{"decay": 1e39}""", "decay is 1E+39; it must be a number of 32 bits" },
        { """{"seed": 1e19}""", "seed is 1E+19; it must be a 64-bit integer" },
        { """{"seed": 9223372036854775808}""", "seed is 9223372036854775808; it must be a 64-bit integer" },
        { """{"steps": 123456789012345678901234567890}""", "steps is 123456789012345678901234567890; it must be a 32-bit integer" },
        { """{"clip": 1e400}""", "clip is 1e400, which is beyond the range of floating-point numbers; it must be a number or null" },
        { """{"decay": -1e400}""", "decay is -1e400, which is beyond the range of floating-point numbers; it must be a number of 32 bits" },
        { """{"reduction": "a\nb"}""", "reduction is \"a…\"; it must be one of \"sum\", \"mean\"" },
        { """{"accumulate": 3}""", "accumulate is 3; it must be one of 1, 2, 4" },
        { """{"reduction": "max"}""", "reduction is \"max\"; it must be one of \"sum\", \"mean\"" },
        { """{"weighting": "by_lenght"}""", "weighting is \"by_lenght\"; it must be one of uniform, by_length, by_reward" },
        { """{"weighting": "ByLength"}""", "weighting is \"ByLength\"; it must be one of uniform, by_length, by_reward" },
        { """{"weighting": null}""", "weighting is null; it must be one of uniform, by_length, by_reward" },
        { """{"reference": null}""", "reference is null; it must be a text" },
        { """{"dual_clip": true}""", "dual_clip is true; that requires clip not to be null, but it is null" },
        { """{"warm_up": 5}""", "warm_up is 5; that requires decay not to be 0, but it is 0" },
        {
            """{"dual_clip": true, "clip": 3, "plain_ratio": true}""",
            "plain_ratio is true; that conflicts with dual_clip, which is true"
        },
        { """{"weighting": "by_reward"}""", "reward_key is null; it must not be null when weighting is by_reward" },
        { """{"verbose": true}""", "interval is null; it must not be null when verbose is true" },
        { """{"patience": 2}""", "interval is null; it must not be null when patience is not 0, and that is 2" },
        { """{"reference": ""}""", "reference is \"\"; it must not be empty when beta is not 0, and that is 0.5" },
    };

    public static TheoryData<string> Right => new()
    {
        """{"clip": 18446744073709551616, "dual_clip": true}""",
        """{"beta": 0, "reference": ""}""",
        """{"beta": 1}""",
        """{"clip": 1e3, "dual_clip": true}""",
        """{"clip": "Infinity", "dual_clip": true}""",
        """{"clip": 3, "plain_ratio": true}""",
        """{"clip": null, "plain_ratio": true, "verbose": null}""",
        """{"weighting": "by_reward", "reward_key": "reward"}""",
        """{"weighting": "by_length", "reward_key": "unused"}""",
        """{"steps": 3.0, "seed": -9007199254740993}""",
        """{"warm_up": 5, "decay": 0.5}""",
        """{"verbose": false, "patience": 0}""",
        """{"verbose": true, "patience": 2, "interval": 0}""",
        """{"Shift of it": -1.5, "$schema": "./sample.schema.json"}""",
    };

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Every_source_says_the_same(Source source, string changes, string message)
    {
        var violation = Assert.Single(source.Violations<SampleConfig>(With(changes)));

        Assert.Equal(message, $"{violation.Key} {violation.Problem}");
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Every_source_reads_the_same(string changes)
    {
        var config = Source.Json.Read<SampleConfig>(With(changes));

        Assert.Equal(config, Source.Yaml.Read<SampleConfig>(With(changes)));
        Assert.Equal(config, Source.Configuration.Read<SampleConfig>(With(changes)));
        config.Validate();
    }

    [Theory]
    [InlineData(Source.Json)]
    [InlineData(Source.Yaml)]
    [InlineData(Source.Configuration)]
    public void Everything_is_reported_at_once_and_a_wrong_value_breaks_no_rule_besides(Source source)
    {
        var violations = source.Violations<SampleConfig>(With(
            """{"betta": 1, "dual_clip": true, "clip": 0.5, "plain_ratio": true, "steps": 0, "weighting": "by_reward"}"""));

        Assert.Equal(
            ["betta", "clip", "plain_ratio", "reward_key", "steps"],
            violations.Select(violation => violation.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>A valid config with some keys replaced, or removed if their value is "absent".</summary>
    internal static string With(string changes)
    {
        var config = JsonNode.Parse("""{"beta": 0.5, "steps": 7}""")!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(changes)!.AsObject())
        {
            if (value?.ToJsonString() == "\"absent\"")
                config.Remove(key);
            else
                config[key] = value?.DeepClone();
        }

        return config.ToJsonString();
    }

    /// <summary>Every invalid config with every source.</summary>
    public static IEnumerable<TheoryDataRow<Source, string, string>> Everywhere() =>
        from source in Enum.GetValues<Source>()
        from row in Wrong
        select new TheoryDataRow<Source, string, string>(source, row.Data.Item1, row.Data.Item2);
}
