using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using YamlDotNet.RepresentationModel;

namespace LossDsl.Tests.Configs;

/// <summary>A written config is read back exactly.</summary>
public sealed class RoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void Json() => Check.One(Many, Prop.ForAll(RandomConfigs.All, config => Same(config, SampleConfig.FromJson(config.ToJson()))));

    [Fact]
    public void Yaml() => Check.One(Many, Prop.ForAll(RandomConfigs.All, config => Same(config, SampleConfig.FromYaml(config.ToYaml()))));

    [Fact]
    public void Other_readers_read_it_too() => Check.One(Many, Prop.ForAll(RandomConfigs.All, config =>
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(config.ToYaml()));

        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        Assert.Equal(SampleConfig.Schema.Fields.Select(field => field.Key), root.Children.Keys.Select(key => key.ToString()));
        Assert.Equal(config.Reference, root.Children["reference"].ToString());
        Same(config, Source.Configuration.Read<SampleConfig>(config.ToJson()));
    }));

    [Fact]
    public void A_file_looks_like_one_that_a_person_wrote()
    {
        var config = new SampleConfig
        {
            Beta = 1, Clip = double.PositiveInfinity, Weighting = Weighting.ByLength, RewardKey = "no", Decay = 0.1f, Shift = 1e-8,
        };

        Assert.Equal(
            """
            beta: 1.0
            clip: .inf
            dual_clip: false
            plain_ratio: false
            weighting: by_length
            reward_key: "no"
            reference: initial
            steps: 10
            warm_up: 0
            decay: 0.1
            seed: 1
            reduction: sum
            accumulate: 1
            interval: null
            patience: null
            verbose: null
            "Shift of it": 1.0E-08

            """,
            config.ToYaml());
        Assert.Equal(
            """
            {
              "beta": 1.0,
              "clip": "Infinity",
              "dual_clip": false,
              "plain_ratio": false,
              "weighting": "by_length",
              "reward_key": "no",
              "reference": "initial",
              "steps": 10,
              "warm_up": 0,
              "decay": 0.1,
              "seed": 1,
              "reduction": "sum",
              "accumulate": 1,
              "interval": null,
              "patience": null,
              "verbose": null,
              "Shift of it": 1.0E-08
            }

            """,
            config.ToJson());
    }

    [Fact]
    public void What_breaks_a_rule_is_not_written()
    {
        var config = new SampleConfig { Beta = double.NaN };

        Assert.Throws<LossConfigException>(config.ToJson);
        Assert.Throws<LossConfigException>(config.ToYaml);
    }

    [Fact]
    public void Every_float_survives_the_way_through_double() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<int>().Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite).ToArbitrary(),
            number => Assert.Equal(number, (float)double.Parse(ConfigNumber.FormatJson(number), CultureInfo.InvariantCulture))));

    // Record equality treats 0 and -0 as equal; files preserve the sign.
    private static void Same(SampleConfig expected, SampleConfig actual)
    {
        Assert.Equal(expected, actual);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Shift), BitConverter.DoubleToInt64Bits(actual.Shift));
        Assert.Equal(BitConverter.SingleToInt32Bits(expected.Decay), BitConverter.SingleToInt32Bits(actual.Decay));
    }
}
