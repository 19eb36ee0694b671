using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class Optimizers
{
    private static Parameter Variable(double value) => new(tensor(value));

    private static void Gradient(Parameter p, double value)
    {
        using var g = tensor(value);
        p.grad = g;
    }

    [Fact]
    public void AdamW_by_hand()
    {
        var (p, m, v, x) = (Variable(1.0), 0.0, 0.0, 1.0);
        using var optimizer = optim.AdamW([p], lr: 0.1, weight_decay: 0.01);
        for (var step = 1; step <= 3; step++)
        {
            var g = 0.5 * step;
            Gradient(p, g);
            optimizer.step();
            x *= 1 - 0.1 * 0.01;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            x -= 0.1 / (1 - Math.Pow(0.9, step)) * m / (Math.Sqrt(v) / Math.Sqrt(1 - Math.Pow(0.999, step)) + 1e-8);
            Assert.Equal(x, p.item<double>(), 12);
        }
        optimizer.zero_grad();
        Assert.Equal(0.0, p.grad!.item<double>());
    }

    [Fact]
    public void Amsgrad_remembers_the_largest_square()
    {
        var (p, x) = (Variable(1.0), 1.0);
        using var optimizer = optim.AdamW([p], lr: 0.1, beta1: 0, beta2: 0, amsgrad: true, maximize: true);
        double largest = 0;
        foreach (var g in new[] { 1.0, 4.0, 2.0 })
        {
            Gradient(p, g);
            optimizer.step();
            largest = Math.Max(largest, g * g);
            x += 0.1 * g / (Math.Sqrt(largest) + 1e-8);
            Assert.Equal(x, p.item<double>(), 12);
        }
    }

    [Fact]
    public void AdamW_decays_nothing_unless_told()
    {
        var p = Variable(1.0);
        using var optimizer = optim.AdamW([p]);
        Gradient(p, 0.0);
        optimizer.step();
        Assert.Equal(1.0, p.item<double>());
        Assert.Equal(1e-3, optimizer.ParamGroups.Single().LearningRate);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0.5;
        Gradient(p, 1.0);
        optimizer.step();
        Assert.True(p.item<double>() < 0.9);
        Assert.Throws<ArgumentException>(() => optim.AdamW([p], beta1: 1));
    }

    [Fact]
    public void An_optimizer_goes_on_from_its_file()
    {
        using var file = new MemoryStream();
        var (p, q) = (Variable(1.0), Variable(0.0));
        using var first = optim.AdamW([p], lr: 0.1, amsgrad: true);
        for (var i = 0; i < 3; i++)
        {
            Gradient(p, 1.0 + i);
            first.step();
        }
        first.save_state_dict(new BinaryWriter(file));
        using var second = optim.AdamW([q], lr: 0.3, amsgrad: true);
        file.Position = 0;
        second.load_state_dict(new BinaryReader(file));
        Assert.Equal(file.Length, file.Position);
        using (no_grad()) q.copy_(p);
        Gradient(p, -1.0);
        Gradient(q, -1.0);
        first.step();
        second.step();
        Assert.Equal(p.item<double>(), q.item<double>());

        using var other = optim.AdamW([q, p], amsgrad: true);
        file.Position = 0;
        Assert.Throws<ArgumentException>(() => other.load_state_dict(new BinaryReader(file)));
    }

    [Fact]
    public void A_closure_is_run_with_gradients_on()
    {
        var p = Variable(3.0);
        using var optimizer = optim.AdamW([p], 0.1);
        using (no_grad())
        {
            using var loss = optimizer.step(() =>
            {
                optimizer.zero_grad();
                var value = p * p;
                value.backward();
                return value;
            });
            Assert.Equal(9.0, loss.item<double>());
        }
        Assert.Equal(2.9, p.item<double>(), 6);
    }

    [Fact]
    public void Clipping_scales_to_the_common_norm()
    {
        var (a, b) = (Variable(0.0), Variable(0.0));
        Gradient(a, 3.0);
        Gradient(b, 4.0);
        Assert.Equal(5.0, nn.utils.clip_grad_norm_([a, b, Variable(0.0)], 1.0), 12);
        Assert.Equal(3 * 1 / (5 + 1e-6), a.grad!.item<double>(), 12);
        Assert.Equal(1.0, nn.utils.clip_grad_norm_([a, b], 2.0), 5);
        Assert.Equal(0.6, a.grad!.item<double>(), 5);
    }

    [Fact]
    public void Steps_leave_nothing_behind()
    {
        using var p = Variable(1.0);
        using var optimizer = optim.AdamW([p], amsgrad: true);
        Gradient(p, 1.0);
        optimizer.step();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 100; i++) optimizer.step();
        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} against {before}");
    }
}
