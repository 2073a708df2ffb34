using ImageAnalytics.Training.Networks;
using static TorchSharp.torch;

namespace ImageAnalytics.Training.Trainers;

/// <summary>
/// Trains the networks of a task: epochs of steps, validation, the best weights, checkpoints. A training that was stopped anywhere goes on from its
/// last checkpoint and ends with the same weights as an undisturbed one with as many threads.
/// </summary>
/// <param name="task">Networks, data and loss; borrowed.</param>
/// <param name="options">How it runs.</param>
/// <param name="folder">Receives checkpoint, weights and metrics; made when it is not there.</param>
/// <param name="identity">Says what is trained on what data; a checkpoint of another one is refused.</param>
/// <param name="observer">Is told how it goes; null for nobody.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class Trainer<TBatch>(ITrainingTask<TBatch> task, TrainingOptions options, string folder, string identity, ITrainingObserver? observer = null, TimeProvider? time = null) : IDisposable
    where TBatch : IDisposable
{
    /// <summary>The file with the best weights.</summary>
    public const string BestFile = "best.safetensors";

    /// <summary>The file with the weights after the last step.</summary>
    public const string LastFile = "last.safetensors";

    /// <summary>The file with the figures of each pass.</summary>
    public const string MetricsFileName = "metrics.csv";

    private const long StepSeed = 1_000_003;
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly WeightOptimizer _optimizer = new(task.Networks, options);
    private readonly MovingAverage? _average = options.Average > 0 ? new MovingAverage(task.Networks, options.Average) : null;
    private readonly Dictionary<string, Tensor> _weights = WeightNames.All(task.Networks);
    private readonly int _batch = Math.Max(1, Math.Min(options.BatchSize, task.Examples));
    private Dictionary<string, Tensor>? _best;
    private TrainingState _state = new() { Identity = identity, Revision = TrainingState.CurrentRevision };
    private long _sitting, _sittingSteps, _lastCheckpoint;
    private double _secondsBefore;

    private string CheckpointPath => Path.Combine(folder, Checkpoint.FileName);

    private int StepsPerEpoch => Math.Max(1, task.Examples / _batch);

    private double Seconds => _secondsBefore + _time.GetElapsedTime(_sitting).TotalSeconds;

    /// <summary>Trains to the end, beginning at the folder's checkpoint if there is one. The networks then hold the best weights.</summary>
    /// <exception cref="TrainingException">It cannot go on, or the checkpoint is another training's.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; a checkpoint was written.</exception>
    public TrainingResult Run(CancellationToken cancellationToken)
    {
        if (task.Examples < 1)
        {
            throw new TrainingException("There is no example to learn from. Give the recipe data that show what is to be learned.");
        }

        Directory.CreateDirectory(folder);
        using IDisposable held = Hold();
        Resume();
        observer?.Began([.. _state.History], _state.BestEpoch);
        if (_state.History.Count > 0)
        {
            // A sitting that was killed right after its checkpoint left them behind it.
            WriteMetrics();
        }

        (_sitting, _lastCheckpoint) = (_time.GetTimestamp(), _time.GetTimestamp());
        while (!_state.Finished && (options.PauseAfter == 0 || _state.Epoch < options.PauseAfter))
        {
            RunEpoch(cancellationToken);
        }

        KeepWeights(LastFile, _average?.Weights ?? _weights);
        if (!_state.Finished && _state.History[^1].Figures.Count == 0)
        {
            // What a pause is judged by; the checkpoint does not have it, so that the training goes on as if it had not paused.
            Validate(_state.Epoch, out _);
        }

        UseBest();
        KeepWeights(BestFile, _weights);
        return new TrainingResult(_state.BestEpoch, _state.BestFigure ?? double.NaN, _state.History, _state.Seconds, _state.Epoch < options.Epochs);
    }

    /// <summary>Frees what belongs to the training; the networks stay.</summary>
    public void Dispose()
    {
        _optimizer.Dispose();
        _average?.Dispose();
        Free(_best);
    }

    private IDisposable Hold()
    {
        try
        {
            return FolderLock.Take(folder);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new TrainingException($"The training cannot begin in '{folder}': {e.Message} Make the folder writable, or name another one with --output.", e);
        }
        catch (IOException e)
        {
            throw new TrainingException($"The training cannot begin in '{folder}': {e.Message} Another 'train' may be working there; wait for its end, or name another folder with --output.", e);
        }
    }

    private void Resume()
    {
        if (!File.Exists(CheckpointPath))
        {
            return;
        }

        try
        {
            (TrainingState state, Dictionary<string, Tensor>? best, byte[] optimizer) = Checkpoint.Read(CheckpointPath, _weights, _average?.Weights);
            if (state.Identity != identity)
            {
                Free(best);
                throw new TrainingDataException(
                    $"'{CheckpointPath}' belongs to another training: its recipe or its data differ from this one's. Give another --output, or delete that file to begin anew.");
            }

            if (!state.Finished && state.Revision != TrainingState.CurrentRevision)
            {
                Free(best);
                throw new TrainingDataException(
                    $"'{CheckpointPath}' is of a training that another version of this program began, from which this one would learn other numbers. End it with that version, give another --output, or delete that file to begin anew.");
            }

            _optimizer.Load(optimizer);
            (_state, _best, _secondsBefore) = (state, best, state.Seconds);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new TrainingException($"The training cannot go on from its checkpoint: {e.Message} Delete '{CheckpointPath}' to begin anew.", e);
        }
    }

    private void RunEpoch(CancellationToken cancellationToken)
    {
        int epoch = _state.Epoch;
        int[] order = ExampleOrder.Of(task.Examples, options.Seed, epoch);
        foreach (TorchNetwork network in task.Networks)
        {
            network.train();
        }

        Task<TBatch>? next = null;
        int step = _state.StepInEpoch;
        try
        {
            for (; step < StepsPerEpoch; step++)
            {
                using TBatch batch = (next ?? PrepareAsync(order, step, epoch)).GetAwaiter().GetResult();
                next = step + 1 < StepsPerEpoch ? PrepareAsync(order, step + 1, epoch) : null;
                Learn(batch, ((long)epoch * StepsPerEpoch) + step);
                _state.StepInEpoch = step + 1;
                CheckpointWhenDue(cancellationToken);
            }

            EndEpoch();
        }
        catch (Exception e) when (OutOfMemory.Is(e))
        {
            Forget(next);
            next = null;
            throw new TrainingException($"There is not enough memory for a batch of {_batch}: {e.Message.Split('\n')[0]} {FittingBatch(order, step, epoch)}", e);
        }
        finally
        {
            Forget(next);
        }
    }

    private Task<TBatch> PrepareAsync(int[] order, int step, int epoch)
        => Task.Run(() => task.Prepare(new ArraySegment<int>(order, step * _batch, _batch), epoch));

    private static void Forget(Task<TBatch>? next)
    {
        if (next is not null && Task.WhenAny(next).GetAwaiter().GetResult() is { IsCompletedSuccessfully: true } done)
        {
            done.Result.Dispose();
        }
    }

    private void Learn(TBatch batch, long number)
    {
        using var scope = NewDisposeScope();
        manual_seed((options.Seed * StepSeed) + number);
        SortedDictionary<string, double> parts = new(StringComparer.Ordinal);
        Tensor loss = task.Loss(batch, parts);
        double value = loss.item<float>();
        _optimizer.Clear();
        bool good = double.IsFinite(value);
        if (good)
        {
            loss.backward();
            good = _optimizer.Step(LearningRate.At(options, number, StepsPerEpoch), options.ClipNorm);
        }

        if (!good)
        {
            Fail(value, number);
        }

        _average?.Update(number);
        _sittingSteps++;
        parts["loss"] = value;
        foreach ((string name, double part) in parts)
        {
            _state.Sums[name] = _state.Sums.GetValueOrDefault(name) + part;
        }

        Report(number);
    }

    private void Report(long number)
    {
        long left = ((long)options.Epochs * StepsPerEpoch) - number - 1;
        TimeSpan? time = _sittingSteps >= 3 ? _time.GetElapsedTime(_sitting) / _sittingSteps * left : null;
        int step = _state.StepInEpoch + 1;
        observer?.Stepped(new TrainingProgress(_state.Epoch + 1, options.Epochs, step, StepsPerEpoch, _state.Sums["loss"] / step, time));
    }

    private void Fail(double loss, long number)
    {
        string kept = KeepBest();
        throw new TrainingException(FormattableString.Invariant(
            $"The training stopped at step {number + 1} (epoch {_state.Epoch + 1}, step {_state.StepInEpoch + 1} of {StepsPerEpoch}): the loss is {loss} or its gradient is not finite. {kept} Lower 'rate' in the recipe, or set 'clipNorm'."));
    }

    // A loss can be a number while weights, or the running figures of normalizations, are none any more.
    private void RequireNumbers()
    {
        using var scope = NewDisposeScope();
        if (_weights.FirstOrDefault(w => w.Value.is_floating_point() && !w.Value.isfinite().all().item<bool>()).Key is { } name)
        {
            throw new TrainingException($"The training stopped in epoch {_state.Epoch + 1}: the weights '{name}' are no longer numbers. {KeepBest()} {(_batch == 1 ? "With one picture in a batch a normalization may see one number alone: set 'batch' to at least 2, with as many pictures to learn from." : "Lower 'rate' in the recipe, or set 'clipNorm'.")}");
        }
    }

    private string KeepBest()
    {
        if (_best is null)
        {
            return KeepCheckpoint() ?? "No weights were validated before, so none are kept.";
        }

        KeepWeights(BestFile, _best);
        return $"The best weights so far, of epoch {_state.BestEpoch}, are kept in '{Path.Combine(folder, BestFile)}'.";
    }

    // Those in memory may be spoiled already; those in the checkpoint were numbers when it was written.
    private string? KeepCheckpoint()
    {
        if (!File.Exists(CheckpointPath))
        {
            return null;
        }

        TrainingState? state;
        try
        {
            using var scope = NewDisposeScope();
            (state, IReadOnlyDictionary<string, Tensor> weights) = Checkpoint.ReadWeights(CheckpointPath);
            KeepWeights(LastFile, weights);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or System.Text.Json.JsonException)
        {
            // What stopped the training is to be told, not this.
            return null;
        }

        return $"No weights were validated before. Those of the last checkpoint, of epoch {state?.Epoch + 1} after {state?.StepInEpoch} steps, are kept in '{Path.Combine(folder, LastFile)}': 'start' can name them.";
    }

    // Tried on what failed: pictures may be of several sizes.
    private string FittingBatch(int[] order, int step, int epoch)
    {
        int from = Math.Min(step, StepsPerEpoch - 1) * _batch;
        for (int size = _batch / 2; size >= 1; size /= 2)
        {
            try
            {
                using var scope = NewDisposeScope();
                using TBatch fewer = task.Prepare(new ArraySegment<int>(order, from, size), epoch);
                task.Loss(fewer, new Dictionary<string, double>()).backward();
                return $"A batch of {size} fits: set 'batch: {size}' in the recipe.";
            }
            catch (Exception e) when (OutOfMemory.Is(e))
            {
                _optimizer.Clear();
            }
        }

        return "Not even one example fits: make the input or the network smaller.";
    }

    private void CheckpointWhenDue(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || _time.GetElapsedTime(_lastCheckpoint) >= options.CheckpointEvery)
        {
            RequireNumbers();
            WriteCheckpoint();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private void EndEpoch()
    {
        int number = _state.Epoch + 1;
        RequireNumbers();
        bool last = number >= options.Epochs, validates = last || number % options.ValidateEvery == 0, better = false;
        IReadOnlyDictionary<string, double> figures = validates ? Validate(number, out better) : new Dictionary<string, double>();
        double rate = LearningRate.At(options, ((long)number * StepsPerEpoch) - 1, StepsPerEpoch);
        EpochFigures row = new(number, rate, _state.Sums.ToDictionary(s => s.Key, s => s.Value / StepsPerEpoch), figures, Seconds);
        _state.History.Add(row);
        (_state.Epoch, _state.StepInEpoch, _state.Sums) = (number, 0, new(StringComparer.Ordinal));
        _state.Finished = last || (options.Patience > 0 && _state.SinceBest >= options.Patience);
        WriteCheckpoint();
        WriteMetrics();
        observer?.EpochEnded(row, better);
    }

    private IReadOnlyDictionary<string, double> Validate(int epoch, out bool better)
    {
        _average?.Swap();
        try
        {
            foreach (TorchNetwork network in task.Networks)
            {
                network.eval();
            }

            IReadOnlyDictionary<string, double> figures;
            using (NewDisposeScope())
            using (no_grad())
            {
                figures = task.Validate();
            }

            double figure = figures[task.Figure];
            if (!double.IsFinite(figure))
            {
                throw new TrainingException($"The validation after epoch {epoch} gave no '{task.Figure}': it is {figure.ToString(System.Globalization.CultureInfo.InvariantCulture)}, because the weights are no longer numbers or the data to validate with hold nothing to measure. {KeepBest()} Lower 'rate' or set 'clipNorm' in the recipe, or give it other data to validate with.");
            }

            // Few pictures give equal figures soon, while the loss says which weights are surer.
            double? loss = figures.TryGetValue(EpochFigures.ValidationLoss, out double measured) ? measured : null;
            bool higher = _state.BestFigure is not { } former || figure > former;
            better = higher || (figure == _state.BestFigure && loss < _state.BestLoss);
            _state.SinceBest = higher ? 0 : _state.SinceBest + 1;
            if (better)
            {
                (_state.BestFigure, _state.BestLoss, _state.BestEpoch) = (figure, loss, epoch);
                Free(_best);
                using var scope = NewDisposeScope();
                _best = _weights.ToDictionary(w => w.Key, w => w.Value.detach().clone().DetachFromDisposeScope(), StringComparer.Ordinal);
            }

            return figures;
        }
        finally
        {
            _average?.Swap();
        }
    }

    private void UseBest()
    {
        using var off = no_grad();
        foreach ((string name, Tensor weight) in _best ?? [])
        {
            _weights[name].copy_(weight);
        }

        foreach (TorchNetwork network in task.Networks)
        {
            network.eval();
        }
    }

    private void WriteCheckpoint()
    {
        _state.Seconds = Seconds;
        try
        {
            using var scope = NewDisposeScope();
            Checkpoint.Write(CheckpointPath, _state, _weights, _average?.Weights, _best, _optimizer.Save());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException(
                $"The checkpoint of epoch {_state.Epoch + 1}, step {_state.StepInEpoch}, could not be written: {e.Message} "
                + (File.Exists(CheckpointPath) ? $"The former one in '{CheckpointPath}' is whole: make room and run the same command again." : "Make room and run the same command again."), e);
        }

        _lastCheckpoint = _time.GetTimestamp();
    }

    private void WriteMetrics() => WriteFile(MetricsFileName, path => MetricsFile.Write(path, _state.History));

    private void KeepWeights(string file, IReadOnlyDictionary<string, Tensor> weights)
        => WriteFile(file, path => WeightFile.Write(path, weights, new Dictionary<string, string> { ["identity"] = identity }));

    private void WriteFile(string file, Action<string> write)
    {
        string path = Path.Combine(folder, file);
        try
        {
            write(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"'{path}' could not be written: {e.Message} The checkpoint in '{CheckpointPath}' is whole: make room and run the same command again.", e);
        }
    }

    private static void Free(Dictionary<string, Tensor>? weights)
    {
        foreach (Tensor weight in weights?.Values ?? Enumerable.Empty<Tensor>())
        {
            weight.Dispose();
        }
    }
}
